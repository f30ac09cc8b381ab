// check.mjs document DOCUMENT         is it AsyncAPI 3, as the AsyncAPI project's own parser reads it?
// check.mjs events DOCUMENT EVENTS    does each event (a JSON array) fit its message in the document, and its data the JSON Schema (2020-12)?
import { readFileSync } from 'node:fs'
import { Parser } from '@asyncapi/parser'
import Ajv from 'ajv/dist/2020.js'
import formats from 'ajv-formats'

const [what, documentFile, eventsFile] = process.argv.slice(2)
const text = readFileSync(documentFile, 'utf8')
const faults = what === 'document' ? await readDocument() : checkEvents(JSON.parse(text), JSON.parse(readFileSync(eventsFile, 'utf8')))
for (const fault of faults) console.log(fault)
process.exit(faults.length > 0 ? 1 : 0)

async function readDocument() {
  const { document, diagnostics } = await new Parser().parse(text)
  // 0 errors, 1 warnings; 2 and 3 are advice.
  const serious = diagnostics.filter(found => found.severity <= 1).map(found => `${found.path.join('/')}: ${found.message}`)
  if (!document) return [...serious, 'The parser made no document of it.']
  const names = document.allMessages().all().map(message => message.name())
  console.error(`AsyncAPI ${document.version()}, ${document.allChannels().all().length} channels, ${new Set(names).size} messages`)
  return serious
}

function checkEvents(document, events) {
  const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true })
  formats(ajv)
  // The same schemas where JSON Schema expects them.
  const $defs = JSON.parse(JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/$defs/'))
  ajv.addSchema({ $id: 'csss:events', $defs })
  const envelopes = Object.fromEntries(Object.values(document.components.messages).map(message => [message.name, message.payload.$ref.split('/').at(-1)]))
  return events.flatMap(event => {
    if (!envelopes[event.type]) return [`${event.type}: no message has that name`]
    return [[envelopes[event.type], event], [event.type, event.data]].flatMap(([schema, value]) => {
      const validate = ajv.getSchema(`csss:events#/$defs/${schema}`)
      return validate(value) ? [] : validate.errors.map(error => `${event.type} ${error.instancePath}: ${error.message}`)
    })
  })
}
