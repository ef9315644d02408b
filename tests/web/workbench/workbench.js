// A workbench of our own: a conversation, a reply field, and the sidebar where `?service=` names it.
function says(role, text) {
  const line = document.createElement("p");
  line.dataset.role = role;
  line.textContent = text;
  document.querySelector(".lines").append(line);
}

function opens(conversation) {
  document.querySelector(".lines").replaceChildren();
  document.querySelector("main").dataset.conversation = conversation;
}

const service = new URLSearchParams(location.search).get("service");
if (service) {
  const frame = document.createElement("iframe");
  frame.src = `${service}/sidebar?shop=demo`;
  frame.allow = "clipboard-write";
  const script = document.createElement("script");
  script.src = `${service}/embed.js`;
  script.dataset.frame = "iframe";
  script.dataset.token = "short-lived";
  document.body.append(frame, script);
}
