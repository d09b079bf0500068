// What is kept on this device, and how it is sent: for everything that has to outlive a reload and a bad network.
//
//   const inStore = keptStore(name, store, options, indexes);   // indexes: [[name, keyPath, options], …]
//   await inStore('readwrite', (store) => store.put(…));         // resolves once it is on the disk
//   const post = keptSender(person);
//   const answer = await post(url, body, greeting);              // greeting: an address that answers with today's token

window.keptStore = (name, storeName, options, indexes = []) => {
  const opened = new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      const store = request.result.createObjectStore(storeName, options);
      for (const index of indexes) store.createIndex(...index);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  return async (mode, act) => {
    const database = await opened;
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(storeName, mode, { durability: 'strict' });
      const request = act(transaction.objectStore(storeName));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  };
};

window.keptSender = (person) => {
  const PATIENCE = 20_000;
  let token = document.querySelector('[name=csrfmiddlewaretoken]')?.value ?? '';

  function ask(url, options = {}) {
    const headers = {
      Accept: 'application/json', 'Content-Type': 'application/json', 'X-CSRFToken': token, 'X-Written-By': String(person),
    };
    return fetch(url, { headers, signal: AbortSignal.timeout?.(PATIENCE), redirect: 'manual', cache: 'no-store', ...options });
  }

  /** A page that was put aside long ago holds an old token: where it is refused, today's is asked for once. */
  return async (url, body, greeting = url) => {
    const options = { method: 'POST', body: JSON.stringify(body) };
    const answer = await ask(url, options);
    if (answer.status !== 403) return answer;
    const greeted = await ask(greeting);
    if (!greeted.ok) return greeted;
    token = (await greeted.json()).token;
    return ask(url, options);
  };
};
