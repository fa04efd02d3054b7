/**
 * What this device keeps: the keys in use, sealed drafts, and sealed letters and files still to be sent.
 *
 * Promise: a `put` that has resolved is on disk, as far as the browser can tell, so that a letter
 * written offline outlives the browser. Private keys are kept as non-extractable WebCrypto keys;
 * nothing here is ever plain words.
 */
import type { KeysInUse } from "../sealing/keyring.ts";

export type Kept = KeysInUse;

/** A store of sealed things by key, which begins with the person's id. Values are anything that can be cloned. */
export interface Box {
  put(key: string, value: unknown): Promise<void>;
  get<T>(key: string): Promise<T | undefined>;
  delete(key: string): Promise<void>;
  /** In one step: where `still` holds of what is there, put `next` in its place, or delete it. Says whether it did. */
  exchange<T>(key: string, still: (value: T) => boolean, next?: T): Promise<boolean>;
  list<T>(): Promise<[string, T][]>;
  /** The keys alone: what lies under them may be large. */
  keys(): Promise<string[]>;
  clear(): Promise<void>;
}

type StoreName = "keys" | "drafts" | "outbox" | "files";

const VERSION = 2; // 1 had no files
const storeNames: readonly StoreName[] = ["keys", "drafts", "outbox", "files"];
const current = "current";
const keys = box("keys");

/** Drafts, sealed to the person themself before they come here. */
export const drafts: Box = box("drafts");

/** Letters that are sealed and not yet sent. */
export const outbox: Box = box("outbox");

/** Photos that are sealed and not yet sent. */
export const files: Box = box("files");

let opened: Promise<IDBDatabase> | undefined;

/** Keeps the keys in use, in the place of any others. */
export async function keep(k: Kept): Promise<void> {
  await keys.put(current, k);
}

/** The keys in use, or null where nobody has unlocked this device. */
export async function kept(): Promise<Kept | null> {
  return (await keys.get<Kept>(current)) ?? null;
}

/** Drops the keys. Drafts and outbox stay, sealed. */
export async function forget(): Promise<void> {
  await keys.clear();
}

/** Drops the keys, and this person's drafts, letters and photos. What others keep in this browser stays theirs. */
export async function forgetPerson(person: string): Promise<void> {
  await Promise.all([forget(), ...[drafts, outbox, files].map((one) => clearOf(one, person))]);
}

async function clearOf(box: Box, person: string): Promise<void> {
  for (const key of await box.keys()) if (key.startsWith(`${person} `)) await box.delete(key);
}

function box(name: StoreName): Box {
  return {
    put: (key, value) => changed(name, (store) => store.put(value, key)),
    delete: (key) => changed(name, (store) => store.delete(key)),
    async exchange<T>(key: string, still: (value: T) => boolean, next?: T) {
      let holds = false;
      await changed(name, (store) => {
        const found = store.get(key);
        found.onsuccess = () => {
          holds = found.result !== undefined && still(found.result as T);
          if (holds) void (next === undefined ? store.delete(key) : store.put(next, key));
        };
      });
      return holds;
    },
    clear: () => changed(name, (store) => store.clear()),
    async get<T>(key: string) {
      return asked<T | undefined>((await reading(name)).get(key));
    },
    async keys() {
      return (await asked((await reading(name)).getAllKeys())).map(String);
    },
    async list<T>() {
      const store = await reading(name);
      const [found, values] = await Promise.all([
        asked(store.getAllKeys()),
        asked<T[]>(store.getAll()),
      ]);
      return found.map((key, at): [string, T] => [String(key), values[at] as T]);
    },
  };
}

async function reading(name: StoreName): Promise<IDBObjectStore> {
  return (await database()).transaction(name, "readonly").objectStore(name);
}

/**
 * Resolves when the transaction is complete, not when its request is: the gap is where a killed
 * browser loses words.
 */
async function changed(name: StoreName, change: (store: IDBObjectStore) => unknown): Promise<void> {
  const transaction = (await database()).transaction(name, "readwrite", { durability: "strict" });
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
  change(transaction.objectStore(name));
  await done;
}

function database(): Promise<IDBDatabase> {
  opened ??= openDatabase();
  opened.catch(() => (opened = undefined));
  return opened;
}

async function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open("twofold", VERSION);
  request.onupgradeneeded = () => {
    const there = request.result.objectStoreNames;
    for (const name of storeNames) if (!there.contains(name)) request.result.createObjectStore(name);
  };
  const found = await asked(request);
  found.onclose = () => (opened = undefined); // the browser closed it, for instance to make room
  found.onversionchange = () => {
    found.close(); // another tab has a newer Twofold: do not stand in its way
    opened = undefined;
  };
  return found;
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
