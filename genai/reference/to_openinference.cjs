// Writes what JavaScript's converter makes of each span in to-openinference.json.

const fs = require("fs");
const path = require("path");
const {
  convertGenAISpanAttributesToOpenInferenceSpanAttributes: convert,
} = require(path.join(process.argv[3], "@arizeai/openinference-genai"));

const file = path.join(process.argv[2], "to-openinference.json");
const spans = JSON.parse(fs.readFileSync(file, "utf8"));
for (const span of Object.values(spans)) {
  span.reference = convert(span.attributes) ?? {};
}
fs.writeFileSync(file, JSON.stringify(spans, null, 2) + "\n");
