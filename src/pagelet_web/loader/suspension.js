/**
 * Lets Python in a worker wait for the page's answer wherever it touches the page, by switching stacks: no
 * shared memory, no service worker.
 *
 * Pyodide's WebAssembly uses the page's objects through functions that it imports. Each of them is replaced by a
 * piece of WebAssembly that calls it, and if it needed an answer that is not there yet, suspends
 * the stack until it is and calls it once more. The second time it is given the answers it had to
 * wait for the time before. So everything that JavaScript has to do is done anew, but nothing that the page does.
 *
 * While Python waits for an answer nobody else may enter it: touching the page takes no turn of the event
 * loop, as in the page itself. What wants to enter or to go on is let in one by one (`turn`).
 */

/** Imports that may touch an object of the page, but for those that only make new ones. */
const TOUCHES = /^(Js|js2python|_?python2js|get_length|wrap_)/;
const ONLY_MAKES = /^Jsv(Num|BigInt|NoValue|UTF8|Error|(Function|Promise)_Check|\w+_New$)/;

/** @typedef {{ ok: boolean, value: any }} Answer */
/** @typedef {{ stock: Function, args: unknown[], answers: Answer[], next: number, isWanting: boolean, canWait: boolean }} Attempt */

/** Thrown where an answer is needed first; Python never sees it. */
const WAITS = new Error("waits for the page");

export function makeSuspension() {
  /** @type {Record<string, any>} */
  let module = {};
  /** What Python imports just now.
   * @type {Attempt | undefined}
   */
  let current;
  let depth = 0;
  /** What was suspended and is to be called again.
   * @type {Attempt | undefined}
   */
  let suspended;
  /** What was asked of the page.
   * @type {Promise<Answer> | undefined}
   */
  let asked;
  let isAsking = false;
  const wants = new WebAssembly.Global({ value: "i32", mutable: true }, 0);

  /** What is let in next, one in each turn of the event loop.
   * @type {(() => void)[]}
   */
  const entering = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    if (isAsking || entering.length === 0) return;
    entering.shift()?.();
    if (entering.length > 0) port2.postMessage(0);
  };
  /** @param {() => void} enter called in a turn of its own, when Python waits for no answer */
  const inTurn = (enter) => {
    entering.push(enter);
    if (!isAsking) port2.postMessage(0);
  };

  const suspend = async () => {
    const attempt = /** @type {Attempt} */ (suspended);
    isAsking = true;
    attempt.answers.push(await /** @type {Promise<Answer>} */ (asked));
    isAsking = false;
    if (entering.length > 0) port2.postMessage(0);
  };

  /** A call from Python that JavaScript called on behalf of Python: there is no way to suspend that.
   * @param {Function} stock @param {unknown[]} args
   */
  const inside = (stock, args) => {
    const outer = current;
    current = undefined;
    try {
      return stock(...args);
    } finally {
      current = outer;
    }
  };

  /** @param {Function} stock */
  const attempt =
    (stock) =>
    (/** @type {unknown[]} */ ...args) => {
      if (depth > 0) return inside(stock, args);
      /** @type {Attempt} */
      let mine;
      if (suspended && isSame(suspended, stock, args)) {
        mine = suspended;
        suspended = undefined;
        mine.next = 0;
        mine.isWanting = false;
        // Others that ended meanwhile have left their own state in it.
        module.validSuspender.value = true;
      } else {
        mine = { stock, args, answers: [], next: 0, isWanting: false, canWait: false };
      }
      current = mine;
      mine.canWait = module.validSuspender.value;
      depth += 1;
      /** @type {unknown} */
      let result;
      try {
        result = stock(...args);
      } catch (error) {
        if (!mine.isWanting) throw error;
      } finally {
        depth -= 1;
        current = undefined;
        if (mine.isWanting) {
          module._PyErr_Clear();
          suspended = mine;
          wants.value = 1;
        }
      }
      return result;
    };

  return {
    inTurn,
    turn: () => new Promise((resolve) => inTurn(() => resolve(undefined))),

    /** @param {Record<string, any>} settings Pyodide's module
     * @param {Record<string, any>} env what its WebAssembly imports
     * @param {Record<string, any>} stock the same as Pyodide made it
     * @param {(value: any) => any} local a promise of this worker that ends as this one of the page
     */
    install(settings, env, stock, local) {
      module = settings;
      const names = Object.keys(env).filter(
        (name) => TOUCHES.test(name) && !ONLY_MAKES.test(name) && stock[name].sig,
      );
      const made = trampolines(names.map((name) => stock[name].sig));
      const imports = Object.fromEntries(names.map((name, i) => [`f${i}`, attempt(env[name])]));
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(made), {
        "": {
          ...imports,
          wants,
          suspend: new /** @type {any} */ (WebAssembly).Suspending(suspend),
        },
      });
      names.forEach((name, i) => {
        env[name] = exports[`f${i}`];
      });
      // Who waited for a promise goes on in a turn, too.
      env.syncifyHandler = new /** @type {any} */ (WebAssembly).Suspending(
        async (/** @type {any} */ first, /** @type {any} */ second) => {
          try {
            const value = await local(first ?? second);
            await this.turn();
            return value;
          } catch (error) {
            if (/** @type {any} */ (error)?.pyodide_fatal_error) throw error;
            await this.turn();
            module.syncify_error = error;
            return module.error;
          }
        },
      );
    },

    /** The page's answer; where it is not there yet, what Python imports is left and called again.
     * @param {() => Promise<Answer>} ask
     */
    answer(ask) {
      if (!current?.canWait) {
        throw new Error(
          "Python cannot use the page here: in a worker it has to wait for the page's answer, and " +
            "JavaScript needs this function's answer at once",
        );
      }
      if (current.isWanting) throw WAITS;
      const answer = current.answers[current.next];
      if (!answer) {
        asked = ask();
        current.isWanting = true;
        throw WAITS;
      }
      current.next += 1;
      if (!answer.ok) throw answer.value;
      return answer.value;
    },
  };
}

/** @param {Attempt} attempt @param {Function} stock @param {unknown[]} args */
const isSame = (attempt, stock, args) =>
  attempt.stock === stock && args.every((value, i) => Object.is(value, attempt.args[i]));

const TYPES = /** @type {Record<string, number>} */ ({
  i: 0x7f,
  j: 0x7e,
  f: 0x7d,
  d: 0x7c,
  e: 0x6f,
  p: 0x7f,
});

/** @param {number} number @returns {number[]} as WebAssembly writes it (LEB128) */
const leb = (number) => (number < 0x80 ? [number] : [(number & 0x7f) | 0x80, ...leb(number >>> 7)]);
/** @param {number[][]} parts */
const vector = (parts) => [...leb(parts.length), ...parts.flat()];
/** @param {number} id @param {number[]} content */
const section = (id, content) => [id, ...leb(content.length), ...content];
/** @param {string} text */
const named = (text) => vector([...new TextEncoder().encode(text)].map((byte) => [byte]));

/**
 * A WebAssembly module with a function for each signature ("eei": gives an externref, takes one and an i32):
 *
 * (func (export "f0") (param externref i32) (result externref) (local externref)
 *   (loop $again
 *     (local.set 2 (call $f0 (local.get 0) (local.get 1)))
 *     (if (global.get $wants) (then (global.set $wants (i32.const 0)) (call $suspend) (br $again))))
 *   (local.get 2))
 *
 * @param {string[]} signatures
 */
function trampolines(signatures) {
  const results = signatures.map(([first]) => (first === "v" ? [] : [TYPES[first]]));
  const params = signatures.map((signature) => [...signature.slice(1)].map((type) => TYPES[type]));
  const types = signatures.map((_, i) => [
    0x60,
    ...vector(params[i].map((type) => [type])),
    ...vector(results[i].map((type) => [type])),
  ]);
  const count = signatures.length;
  const imports = [
    ...signatures.map((_, i) => [...named(""), ...named(`f${i}`), 0, ...leb(i)]),
    [...named(""), ...named("suspend"), 0, ...leb(count)],
    [...named(""), ...named("wants"), 3, 0x7f, 1],
  ];
  const codes = signatures.map((_, i) => {
    const keeps = leb(params[i].length);
    const body = [
      ...(results[i].length ? [1, 1, ...results[i]] : [0]),
      ...[0x03, 0x40],
      ...params[i].flatMap((_type, at) => [0x20, ...leb(at)]),
      ...[0x10, ...leb(i)],
      ...(results[i].length ? [0x21, ...keeps] : []),
      ...[0x23, 0, 0x04, 0x40, 0x41, 0, 0x24, 0, 0x10, ...leb(count), 0x0c, 1, 0x0b, 0x0b],
      ...(results[i].length ? [0x20, ...keeps] : []),
      0x0b,
    ];
    return [...leb(body.length), ...body];
  });
  return new Uint8Array([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector([...types, [0x60, 0, 0]])),
    ...section(2, vector(imports)),
    ...section(3, vector(signatures.map((_, i) => leb(i)))),
    ...section(7, vector(signatures.map((_, i) => [...named(`f${i}`), 0, ...leb(count + 1 + i)]))),
    ...section(10, vector(codes)),
  ]);
}
