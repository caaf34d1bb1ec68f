// Reads what is hidden in a picture's file and makes a copy without it, in this browser. Nothing here sends anything.
import ExifReader from "exifreader";

// What people should know about, by the names that cameras use.
const TELLING = [
  [/^DateTime(Original|Digitized)?$/, "When it was taken"],
  [/^(Make|Model|LensModel|HostComputer)$/, "Camera or phone"],
  [/^(Artist|Author|Creator|creator|By-line|OwnerName|CameraOwnerName)$/, "Whose it is"],
  [/^(ImageDescription|Caption|Caption\/Abstract|UserComment|description|title|Headline|XPComment|XPTitle|Keywords|subject)$/, "What is written in it"],
  [/^(City|Sub-location|Province\/State|Country|Location)$/i, "Place named in it"],
  [/^(BodySerialNumber|LensSerialNumber|SerialNumber|ImageUniqueID)$/, "Number of the device or picture"],
];

export function startPicture() {
  const box = document.querySelector("[data-picture]");
  if (!box) {
    return;
  }

  const field = box.querySelector("[data-picture-field]");
  const result = box.querySelector("[data-picture-result]");
  const label = document.createElement("label");
  label.className = "nhsuk-label";
  label.htmlFor = "picture";
  label.textContent = "Look at a picture on this device";
  const input = document.createElement("input");
  input.type = "file";
  input.id = "picture";
  input.className = "app-file";
  input.accept = "image/*";
  field.append(label, input);
  box.hidden = false;
  input.addEventListener("change", async () => {
    result.replaceChildren();
    const file = input.files[0];
    if (file) {
      result.append(await look(file));
    }
  });
}

async function look(file) {
  const box = element("div", "app-picture__found");
  let found;
  try {
    found = telling(ExifReader.load(await file.arrayBuffer(), { expanded: true }));
  } catch {
    found = [];
  }

  box.append(element("h3", "nhsuk-heading-s", found.length > 0 ? "Hidden in this picture’s file" : "Nothing was found hidden in this picture’s file"));
  if (found.length > 0) {
    const list = element("dl", "nhsuk-summary-list");
    for (const [name, value] of found) {
      const row = element("div", "nhsuk-summary-list__row");
      row.append(element("dt", "nhsuk-summary-list__key", name), element("dd", "nhsuk-summary-list__value", value));
      list.append(row);
    }

    box.append(list);
  }

  box.append(element("p", "", "What can be seen in the picture was not looked at. Say below what it shows."));
  const save = element("button", "nhsuk-button nhsuk-button--secondary nhsuk-u-margin-bottom-0", "Save a copy without hidden details");
  save.type = "button";
  const said = element("p", "app-quiet");
  said.setAttribute("role", "status");
  save.addEventListener("click", () => clean(file).then((left) => { said.textContent = left; }, () => { said.textContent = "This browser cannot read that kind of picture. Use one saved as JPEG or PNG."; }));
  box.append(save, said);
  return box;
}

function telling(tags) {
  const found = [];
  if (tags.gps?.Latitude !== undefined && tags.gps?.Longitude !== undefined) {
    found.push(["Where it was taken", `${tags.gps.Latitude.toFixed(5)}, ${tags.gps.Longitude.toFixed(5)}`]);
  }

  if (tags.Thumbnail || tags.thumbnail) {
    found.push(["A small second picture", "It may show what was cut off the large one"]);
  }

  for (const group of [tags.exif, tags.iptc, tags.xmp]) {
    for (const [name, tag] of Object.entries(group ?? {})) {
      const kind = TELLING.find(([pattern]) => pattern.test(name));
      const words = String(tag?.description ?? "").trim();
      if (kind && words && !found.some(([n, v]) => n === kind[1] && v === words)) {
        found.push([kind[1], words.slice(0, 200)]);
      }
    }
  }

  return found;
}

// Drawing the picture anew leaves behind everything that is not picture. The copy is read again before it is offered.
async function clean(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height];
  canvas.getContext("2d").drawImage(picture, 0, 0);
  const type = file.type === "image/png" ? "image/png" : "image/jpeg";
  const blob = await new Promise((resolve, reject) => canvas.toBlob((b) => (b ? resolve(b) : reject(new Error("no picture"))), type, 0.92));
  let left = [];
  try {
    left = telling(ExifReader.load(await blob.arrayBuffer(), { expanded: true }));
  } catch {
    // Nothing in it that could be read.
  }

  if (left.length > 0) {
    return "The copy still holds details. It was not saved.";
  }

  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = type === "image/png" ? "picture.png" : "picture.jpg";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return "A copy was saved. It was read again, and nothing is hidden in it.";
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }

  if (text !== undefined) {
    made.textContent = text;
  }

  return made;
}
