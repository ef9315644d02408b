// A shop's page with the one line that puts the chat onto it.
const asked = new URLSearchParams(location.search);
const line = document.createElement("script");
line.src = `${asked.get("service")}/widget.js`;
line.dataset.shop = "demo";
line.dataset.sku = asked.get("sku") ?? "";
line.dataset.token = asked.get("token") ?? "";
window.addEventListener("goalie:expired", () => {
  document.title = "请重新登录";
});
document.body.append(line);
