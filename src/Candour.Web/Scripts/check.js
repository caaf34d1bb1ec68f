// The check page and its result: checking while typing, a picture's hidden details, copying.
import { startLive } from "./live.js";
import { startPicture } from "./picture.js";

startLive();
startPicture();

const place = document.querySelector("[data-copy-place]");
const post = document.getElementById("post");
if (place && post && navigator.clipboard) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "nhsuk-button nhsuk-button--secondary";
  button.textContent = "Copy the text";
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.className = "app-quiet";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(post.textContent);
    said.textContent = " Copied";
  });
  place.append(button, said);
}
