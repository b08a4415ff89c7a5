// The child process that finds out whether an installed TensorFlow.js loads: a native library may crash. Plain JavaScript, for it is loaded as it stands.
import { openLibrary } from './library.mjs';

const [entry] = process.argv.slice(2);
const answer = (found) => process.send(found, () => process.exit());
openLibrary(entry).then(
	({ kernels, gpu, tensorflow }) => answer({ kernels, gpu, tensorflow }),
	(error) => answer({ error: String(error?.message ?? error) }),
);
