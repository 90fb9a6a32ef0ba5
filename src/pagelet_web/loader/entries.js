/**
 * A named collection of entries in the browser's database (IndexedDB), in the layout of PyScript's
 * storage. Writing is queued; `sync` waits for all of it.
 */

const STORE = "entries";

/**
 * @typedef {object} Entries
 * @property {() => [IDBValidKey, any][]} items what was there when it was opened
 * @property {(key: IDBValidKey, value: unknown) => void} set
 * @property {(key: IDBValidKey) => void} delete
 * @property {() => void} clear
 * @property {() => Promise<void>} sync rejects with the first error since the last time
 */

/** @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @param {IDBTransaction} transaction
 * @returns {Promise<void>}
 */
const completed = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });

/**
 * @param {string} name of the database
 * @returns {Promise<Entries>}
 */
export async function openEntries(name) {
  const opening = indexedDB.open(name);
  opening.onupgradeneeded = () => {
    if (opening.result.objectStoreNames.length === 0) opening.result.createObjectStore(STORE);
  };
  const database = await answer(opening);
  const store = database.transaction(STORE).objectStore(STORE);
  const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
  /** @type {Set<Promise<void>>} */
  const writing = new Set();
  /** @type {unknown} */
  let failed;

  /** @param {(store: IDBObjectStore) => void} change */
  const write = (change) => {
    const work = (async () => {
      const transaction = database.transaction(STORE, "readwrite");
      change(transaction.objectStore(STORE));
      await completed(transaction);
    })().catch((error) => {
      failed ??= error;
      console.error(`Nothing could be stored in "${name}":`, error);
    });
    writing.add(work);
    void work.then(() => writing.delete(work));
  };

  return {
    items: () => keys.map((key, index) => [key, values[index]]),
    set: (key, value) => write((store) => store.put(value, key)),
    delete: (key) => write((store) => store.delete(key)),
    clear: () => write((store) => store.clear()),
    async sync() {
      await Promise.all(writing);
      const error = failed;
      failed = undefined;
      if (error) throw error;
    },
  };
}
