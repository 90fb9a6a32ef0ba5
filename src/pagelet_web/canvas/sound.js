/**
 * Sounds: made of voices, which Python describes by numbers, or from files.
 *
 * Browsers let a page sound only after the first click or key press in it. What is to be played
 * before waits for that, if it is still worth it then.
 */

import { copyOf } from "./numbers.js";
import { frames } from "./stage.js";

const RATE = 44_100;
const WAVES = /** @type {OscillatorType[]} */ (["sine", "square", "triangle", "sawtooth"]);
const NOISE = 4;
const NUMBERS_OF_A_VOICE = 9;
const SILENCE = 0.0001; // exponential ramps cannot end at 0
const MOST_BUFFERS = 100;
const STILL_WORTH = 1; // seconds that a short sound may come late
const PATIENCE = 300; // ms until a machine plays what it is given
const GESTURES = ["pointerdown", "pointerup", "keydown", "touchend"];

/** @typedef {{ source: AudioBufferSourceNode | null, gain: GainNode | null, volume: number,
 *   loop: boolean, buffer: AudioBuffer, asked: number, end: () => void, ended: Promise<void> }} Playing */

/** @type {Map<string, AudioBuffer>} */
const buffers = new Map();
/** @type {Map<number, Playing>} */
const playing = new Map();
let last = 0;
/** @type {AudioContext | null} */
let context = null;
let open = () => {};
/** @type {Promise<void>} */
const opened = new Promise((resolve) => {
  open = resolve;
});

const mayStart = () => navigator.userActivation?.hasBeenActive || context?.state === "running";

/** Make a sound of voices, each of nine numbers: start, seconds, wave, first and last frequency,
 * volume, seconds of its beginning, wobbles per second, and how far they go (a part of 1).
 * @param {string} key
 * @param {import("./numbers.js").Numbers} voices
 * @param {number} seconds
 */
export async function prepareVoices(key, voices, seconds) {
  const numbers = copyOf(voices);
  const offline = new OfflineAudioContext(1, Math.max(1, Math.ceil(seconds * RATE)), RATE);
  for (let at = 0; at < numbers.length; at += NUMBERS_OF_A_VOICE) {
    addVoice(offline, numbers.subarray(at, at + NUMBERS_OF_A_VOICE));
  }
  keep(key, await offline.startRendering());
}

/**
 * @param {OfflineAudioContext} offline
 * @param {Float64Array} voice
 */
function addVoice(offline, voice) {
  const [start, seconds, wave, first, lastFrequency, volume, attack, rate, depth] = voice;
  const end = start + seconds;
  const gain = offline.createGain();
  gain.gain.setValueAtTime(SILENCE, start);
  gain.gain.linearRampToValueAtTime(volume, start + Math.min(attack, seconds));
  gain.gain.exponentialRampToValueAtTime(SILENCE, end);
  const source = wave === NOISE ? noise(offline, seconds) : offline.createOscillator();
  if (source instanceof OscillatorNode) {
    source.type = WAVES[wave];
    sweep(source.frequency, first, lastFrequency, start, end);
    if (depth) addWobble(offline, source.frequency, { start, end, rate, depth: depth * first });
    source.connect(gain);
  } else {
    const filter = offline.createBiquadFilter();
    filter.type = "lowpass";
    sweep(filter.frequency, first, lastFrequency, start, end);
    source.connect(filter).connect(gain);
  }
  gain.connect(offline.destination);
  source.start(start);
  source.stop(end);
}

/**
 * @param {AudioParam} frequency
 * @param {number} first
 * @param {number} last
 * @param {number} start
 * @param {number} end
 */
function sweep(frequency, first, last, start, end) {
  frequency.setValueAtTime(first, start);
  if (last !== first) frequency.exponentialRampToValueAtTime(last, end);
}

/**
 * @param {OfflineAudioContext} offline
 * @param {AudioParam} frequency
 * @param {{ start: number, end: number, rate: number, depth: number }} wobble
 */
function addWobble(offline, frequency, { start, end, rate, depth }) {
  const wobble = offline.createOscillator();
  const strength = offline.createGain();
  wobble.frequency.value = rate;
  strength.gain.setValueAtTime(depth, start);
  strength.gain.linearRampToValueAtTime(0, end);
  wobble.connect(strength).connect(frequency);
  wobble.start(start);
  wobble.stop(end);
}

/** @param {OfflineAudioContext} offline @param {number} seconds */
function noise(offline, seconds) {
  const buffer = offline.createBuffer(1, Math.max(1, Math.ceil(seconds * RATE)), RATE);
  const samples = buffer.getChannelData(0);
  for (let i = 0; i < samples.length; i++) samples[i] = Math.random() * 2 - 1;
  const source = offline.createBufferSource();
  source.buffer = buffer;
  return source;
}

/** Take in a sound from the content of a file; return whether it is one that the browser knows.
 * @param {string} key
 * @param {{ getBuffer(kind: string): { data: Uint8Array, release(): void } }} content
 */
export async function prepareFile(key, content) {
  const view = content.getBuffer("u8");
  const bytes = view.data.slice();
  view.release();
  try {
    const decoder = new OfflineAudioContext(2, 1, RATE);
    keep(key, await decoder.decodeAudioData(bytes.buffer));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} key @param {AudioBuffer} buffer */
function keep(key, buffer) {
  buffers.set(key, buffer);
  if (buffers.size > MOST_BUFFERS)
    buffers.delete(/** @type {string} */ (buffers.keys().next().value));
}

/** @param {string} key */
export const isPrepared = (key) => buffers.has(key);

/** Play what was prepared; return its number.
 * @param {string} key
 * @param {number} volume
 * @param {boolean} loop
 */
export function start(key, volume, loop) {
  const buffer = /** @type {AudioBuffer} */ (buffers.get(key));
  let end = () => {};
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    end = resolve;
  });
  last += 1;
  const number = last;
  const asked = performance.now();
  /** @type {Playing} */
  const sound = { source: null, gain: null, volume, loop, buffer, asked, end, ended };
  playing.set(number, sound);
  ended.then(() => playing.delete(number));
  if (mayStart()) {
    begin(sound);
  } else {
    // A program that waits for the end of the sound goes on, also in silence.
    if (!loop) setTimeout(() => sound.source ?? end(), buffer.duration * 1000);
  }
  return number;
}

/** @param {Playing} sound */
function begin(sound) {
  context ??= new AudioContext();
  if (context.state === "suspended" && !document.hidden) context.resume();
  sound.gain = context.createGain();
  sound.gain.gain.value = sound.volume;
  sound.source = context.createBufferSource();
  sound.source.buffer = sound.buffer;
  sound.source.loop = sound.loop;
  sound.source.onended = sound.end;
  sound.source.connect(sound.gain).connect(context.destination);
  sound.source.start();
  open();
  if (!sound.loop) endWithoutLoudspeaker(sound, context, context.currentTime);
}

/** A sound ends also where there is nothing to play it: then the audio's own time stands still.
 * @param {Playing} sound
 * @param {AudioContext} context
 * @param {number} begun
 */
function endWithoutLoudspeaker(sound, context, begun) {
  const look = () => {
    if (!document.hidden && context.currentTime === begun) sound.end();
  };
  setTimeout(look, sound.buffer.duration * 1000 + PATIENCE);
}

function unlock() {
  if (!mayStart()) return;
  for (const gesture of GESTURES) document.removeEventListener(gesture, unlock, true);
  open();
  const now = performance.now();
  for (const sound of playing.values()) {
    const late = (now - sound.asked) / 1000;
    if (!sound.source && (sound.loop || late < STILL_WORTH)) begin(sound);
  }
}
for (const gesture of GESTURES) document.addEventListener(gesture, unlock, true);

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) context?.resume();
  else if (frames.awaited) context?.suspend(); // the game pauses, and its sounds with it
});

/** @returns {boolean} whether the browser waits for a click before it plays anything */
export const isLocked = () => !mayStart();

/** Ends when sounds may be heard. */
export const whenOpened = () => opened;

/** @param {number} number */
export function stop(number) {
  const sound = playing.get(number);
  if (!sound) return;
  sound.source?.stop();
  sound.end();
  playing.delete(number);
}

/** @param {number} number @param {number} volume */
export function setVolume(number, volume) {
  const sound = playing.get(number);
  if (!sound) return;
  sound.volume = volume;
  if (sound.gain) sound.gain.gain.value = volume;
}

/** @param {number} number */
export const isPlaying = (number) => playing.has(number);

/** Ends with the sound.
 * @param {number} number
 */
export const ended = (number) => playing.get(number)?.ended ?? Promise.resolve();
