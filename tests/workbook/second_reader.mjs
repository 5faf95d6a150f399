// What two programs of others make of workbooks: Microsoft's Open XML SDK, which holds every part to the schemas of
// ECMA-376 and to what Excel asks beyond them, and exceljs, which reads the cells.
//
// usage: second_reader.mjs NODE_MODULES OUT.json [OFFICE_VERSION,... BOOK.xlsx]...
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, out, ...given] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), "any.js"));
const exceljs = require("exceljs");
const sdk = path.resolve(modules, "@ooxml-tools/validate/dist/npm/index.js");
const { default: validate } = await import(pathToFileURL(sdk));

function cellOf(cell) {
	const { value } = cell;
	const told = { value: value ?? null, formula: null, link: null };
	if (value && typeof value === "object") {
		told.value = value.result ?? value.text ?? value.error ?? null;
		told.formula = cell.formula ?? null;
		told.link = value.hyperlink ?? null;
		if (value.richText)
			told.value = value.richText.map((part) => part.text).join("");
	}
	return told;
}

async function read(book) {
	const workbook = new exceljs.Workbook();
	await workbook.xlsx.readFile(book);
	const sheets = {};
	for (const sheet of workbook.worksheets) {
		const cells = {};
		sheet.eachRow((row) => row.eachCell((cell) => {
			cells[cell.address] = cellOf(cell);
		}));
		sheets[sheet.name] = {
			cells,
			merged: sheet.model.merges.length,
			validations: Object.keys(sheet.dataValidations.model).length,
			tables: Object.values(sheet.tables).map((table) => (table.table ?? table).name),
		};
	}
	return { sheets, names: workbook.definedNames.model.map((one) => one.name) };
}

const told = {};
for (let i = 0; i < given.length; i += 2) {
	const [versions, book] = given.slice(i, i + 2);
	const errors = {};
	for (const version of versions.split(",").filter(Boolean))
		errors[version] = await validate(fs.readFileSync(book), "xlsx", version);
	const read_back = await read(book).catch((error) => ({ error: String(error) }));
	told[book] = { errors, ...read_back };
}
fs.writeFileSync(out, JSON.stringify(told));
process.exit(0); // the SDK's runtime would not end by itself
