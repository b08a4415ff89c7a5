// Node's own copying in place of the native copy-on-write one.
import fs from 'node:fs';

export const copyFile = fs.promises.copyFile;
export const copyFileSync = fs.copyFileSync;
export const constants = fs.constants;
export const cp = fs.promises.cp;
export const isCloneSupported = () => false;
