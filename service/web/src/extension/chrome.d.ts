/** The few of the browser's extension interfaces that we call. */
declare namespace chrome {
  interface Tab {
    id?: number;
  }

  const runtime: {
    sendMessage(message: unknown): Promise<unknown>;
    onMessage: {
      addListener(
        listener: (message: any, sender: { tab?: Tab }, answer: (value: unknown) => void) => void,
      ): void;
    };
  };
  const tabs: {
    query(filter: { active?: boolean; currentWindow?: boolean }): Promise<Tab[]>;
    sendMessage(tab: number, message: unknown): Promise<unknown>;
    onActivated: { addListener(listener: () => void): void };
    onUpdated: {
      addListener(listener: (tab: number, change: { status?: string }) => void): void;
    };
  };
  const storage: { local: { get(keys: string[]): Promise<Record<string, string>> } };
  const sidePanel: { setPanelBehavior(behavior: { openPanelOnActionClick: boolean }): Promise<void> };
}
