// As rich editors do it: the model follows input events only, and what stands otherwise is put back.
const editor = document.querySelector("[contenteditable]");
let model = "";
editor.addEventListener("input", () => {
  model = editor.innerText;
  render();
});
document.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  says("agent", model);
  model = "";
  render();
});
function render() {
  if (editor.innerText !== model) editor.innerText = model;
  document.querySelector("output").textContent = model;
}
setInterval(render, 20);
