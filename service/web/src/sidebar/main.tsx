import { render } from "preact";
import "../style/index.css";
import { createSession } from "./session";
import { Sidebar } from "./Sidebar";

const shop = new URLSearchParams(location.search).get("shop") ?? "demo";
const session = createSession(shop);
const page = document.getElementById("page");

if (page) render(<Sidebar session={session} />, page);
void session.open();
