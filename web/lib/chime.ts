/** The gentle sign at the end of a turn: two soft notes and a short hum of the phone, off by choice. */

const CHOICE = "twofold chime";
const NOTES = [523.25, 784]; // hertz; a fifth, far from any alarm
const HUM = [120, 90, 120]; // milliseconds

let sound: AudioContext | null = null;

/** Is it wanted on this device? */
export function chimeWanted(): boolean {
  return localStorage.getItem(CHOICE) !== "off";
}

export function wantChime(on: boolean): void {
  localStorage.setItem(CHOICE, on ? "on" : "off");
  if (on) readyChime();
}

/** Browsers let a page sound after a tap alone: call this in one. */
export function readyChime(): void {
  if (!chimeWanted()) return;
  sound ??= new AudioContext();
  void sound.resume();
}

/** Sound and hum once, when wanted. */
export function chime(): void {
  if (!chimeWanted()) return;
  navigator.vibrate?.(HUM);
  if (!sound) return;
  for (const [index, hertz] of NOTES.entries()) note(sound, hertz, sound.currentTime + index * 0.32);
}

function note(context: AudioContext, hertz: number, at: number): void {
  const tone = new OscillatorNode(context, { type: "sine", frequency: hertz });
  const loud = new GainNode(context, { gain: 0 });
  loud.gain.setValueAtTime(0.0001, at);
  loud.gain.exponentialRampToValueAtTime(0.16, at + 0.04);
  loud.gain.exponentialRampToValueAtTime(0.0001, at + 1.6);
  tone.connect(loud).connect(context.destination);
  tone.start(at);
  tone.stop(at + 1.7);
}
