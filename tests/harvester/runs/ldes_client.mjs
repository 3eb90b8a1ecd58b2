// Reads a stream with ldes-client in the order of time, and writes one line of JSON per member.
// Arguments: the URL of its client.js, the URL of the root of a stream.

const [library, root] = process.argv.slice(2);
const { intoConfig, replicateLDES } = await import(library);
const ACTIVITY = "https://www.w3.org/ns/activitystreams#";

function term(it) {
  if (it.termType === "NamedNode") return `<${it.value}>`;
  const escaped = it.value.replace(/[\\"\n\r]/g, (c) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r" })[c]);
  if (it.language) return `"${escaped}"@${it.language}`;
  const plain = it.datatype.value === "http://www.w3.org/2001/XMLSchema#string";
  return plain ? `"${escaped}"` : `"${escaped}"^^<${it.datatype.value}>`;
}

function told(member) {
  const own = member.quads.filter((quad) => quad.graph.termType === "DefaultGraph");
  const value = (name) => own.find((quad) => quad.predicate.value === name)?.object.value ?? "";
  const graph = member.quads.filter((quad) => quad.graph.value === member.id.value);
  return {
    iri: member.id.value,
    verb: value("http://www.w3.org/1999/02/22-rdf-syntax-ns#type").replace(ACTIVITY, ""),
    object: value(`${ACTIVITY}object`),
    published: value(`${ACTIVITY}published`),
    graph: graph.map((quad) => [quad.subject, quad.predicate, quad.object].map(term).join(" ")),
  };
}

const reader = replicateLDES(intoConfig({ url: root }), "ascending").stream({ highWaterMark: 10 }).getReader();
for (let next = await reader.read(); !next.done; next = await reader.read()) {
  process.stdout.write(`${JSON.stringify(told(next.value))}\n`);
}
