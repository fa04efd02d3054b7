/** Notifications of this browser: whether it can, whether it may, and where they are sent to. */

import { registerServiceWorker } from "./trusted.ts";

export interface Subscription {
  endpoint: string;
  p256dh: string;
  auth: string;
}

export function canPush(): boolean {
  return isSecureContext && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
}

/** Whether somebody has told the browser to show none. */
export function isDenied(): boolean {
  return Notification.permission === "denied";
}

/** Ask the browser, which asks the person. Call it after a press. */
export async function mayNotify(): Promise<boolean> {
  return (await Notification.requestPermission()) === "granted";
}

/** Subscribe with this place's public key, anew where an older key was used. */
export async function subscribe(key: string): Promise<Subscription> {
  await registerServiceWorker();
  const { pushManager } = await navigator.serviceWorker.ready;
  await (await pushManager.getSubscription())?.unsubscribe();
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = made.toJSON();
  if (!endpoint || !keys?.["p256dh"] || !keys["auth"]) throw new Error("a subscription without keys");
  return { endpoint, p256dh: keys["p256dh"], auth: keys["auth"] };
}

/** End a subscription that the server no longer has. */
export async function tidyUp(): Promise<void> {
  if (Notification.permission !== "granted") return;
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}
