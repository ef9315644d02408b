// A page of our own that says and answers what Chatwoot documents for a dashboard app.
const conversation = { id: 7, status: "open", messages: [], meta: { sender: { name: "张小花" } } };

function says(message_type, content, more = {}) {
  conversation.messages.push({ id: conversation.messages.length, content, message_type, ...more });
}

function opens(id) {
  conversation.id = id;
  conversation.messages = [];
  tell();
}

const frame = document.createElement("iframe");
frame.src = `${new URLSearchParams(location.search).get("service")}/sidebar?shop=demo`;
document.querySelector("main").append(frame);

let asked = 0;
function tell() {
  const contact = { id: 1, name: "张小花", email: "zhang@example.com", phone_number: "13800138000" };
  const data = { conversation, contact, currentAgent: { id: 2, name: "小王" } };
  frame.contentWindow.postMessage(JSON.stringify({ event: "appContext", data }), "*");
}

window.addEventListener("message", (event) => {
  if (event.data !== "chatwoot-dashboard-app:fetch-info") return;
  asked += 1;
  tell();
});
