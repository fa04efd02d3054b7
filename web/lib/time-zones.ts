/** The time zones that this browser knows, to choose one. */

/** Fill a list that the server has sent with the chosen zone alone. */
export function fillZones(select: HTMLSelectElement): void {
  const chosen = select.value;
  const zones = new Set(["UTC", chosen, ...Intl.supportedValuesOf("timeZone")]);
  select.replaceChildren(
    ...[...zones]
      .sort()
      .map((zone) => new Option(zone.replaceAll("_", " "), zone, zone === chosen, zone === chosen)),
  );
}

/** Where this device believes to be. */
export function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
