import { keyboard } from '../support/chromium.ts';
import { playInChromium } from '../support/story.ts';

playInChromium('the story by keyboard, on a narrow screen', {
  hands: keyboard,
  javaScript: true,
  width: 390,
  onlookers: false,
  axe: false,
});
