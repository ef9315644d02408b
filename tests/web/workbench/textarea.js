// As React does it: the value belongs to the state, a value set past it is not noticed, and every
// render puts the state back.
const field = document.querySelector("textarea");
const native = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
let state = "";
let tracked = "";
Object.defineProperty(field, "value", {
  get: () => native.get.call(field),
  set: (value) => {
    tracked = String(value);
    native.set.call(field, value);
  },
});
field.addEventListener("input", () => {
  if (field.value === tracked) return;
  state = tracked = field.value;
  render();
});
document.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  says("agent", state);
  state = "";
  render();
});
function render() {
  if (field.value !== state) field.value = state;
  document.querySelector("output").textContent = state;
}
setInterval(render, 20);
