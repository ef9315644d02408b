/** A click on the extension's button opens the side panel. */
void chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: true });
