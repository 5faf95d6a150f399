// The sums of lines.c's file in DuckDB, with the types of all columns given: it guesses nothing.
//
// usage: node lines_duckdb.js NODE_MODULES THREADS FILE

const { createRequire } = require("node:module");

const [modules, threads, file] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(`${modules}/`)("@duckdb/node-api");

const TYPES = {
	ANO_EJE: "SMALLINT", MES_EJE: "SMALLINT", NIVEL_GOBIERNO: "VARCHAR", SECTOR: "VARCHAR", SECTOR_NOMBRE: "VARCHAR",
	PLIEGO: "VARCHAR", PLIEGO_NOMBRE: "VARCHAR", EJECUTORA_NOMBRE: "VARCHAR", DEPARTAMENTO_EJECUTORA: "VARCHAR",
	DEPARTAMENTO_EJECUTORA_NOMBRE: "VARCHAR", PROGRAMA_PPTO: "VARCHAR", PROGRAMA_PPTO_NOMBRE: "VARCHAR",
	PRODUCTO_PROYECTO_NOMBRE: "VARCHAR", FUNCION_NOMBRE: "VARCHAR", FUENTE_FINANCIAMIENTO_NOMBRE: "VARCHAR",
	GENERICA: "VARCHAR", GENERICA_NOMBRE: "VARCHAR", MONTO_PIA: "DECIMAL(18,2)", MONTO_PIM: "DECIMAL(18,2)",
	MONTO_DEVENGADO: "DECIMAL(18,2)",
};

// Tried on a million rows: other buffer sizes, strict_mode=false, a given new_line and any_value() of the name are
// no faster. A newer name that wins is not asked for: the file has one for each code.
const QUERY = `
	SELECT ANO_EJE AS year, SECTOR AS code, SECTOR_NOMBRE AS name,
		sum(MONTO_PIA) AS pia, sum(MONTO_PIM) AS pim, sum(MONTO_DEVENGADO) AS devengado
	FROM read_csv('${file}', header = true, delim = ',', quote = '"', escape = '"', auto_detect = false,
		columns = ${JSON.stringify(TYPES).replaceAll('"', "'")})
	GROUP BY ALL`;

async function main() {
	const instance = await DuckDBInstance.create(":memory:", { threads });
	const connection = await instance.connect();
	await connection.run("SET preserve_insertion_order = false");
	const started = performance.now();
	const rows = (await connection.runAndReadAll(QUERY)).getRowsJson();
	console.error(`query ${performance.now() - started}`);
	console.log("year,code,name,pia,pim,devengado");
	for (const row of rows)
		console.log(row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(","));
}

main();
