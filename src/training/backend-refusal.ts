/** What is said where a backend that was asked for by name cannot run. */
export const backendRefusal = (backend: string, why: string): string => `The backend ${backend} cannot run here. ${why}`;

/** The backend that such words are about; undefined where a run was refused for another reason. */
export const refusedBackend = (message: string): string | undefined => /^The backend (\w+) cannot run here\./.exec(message)?.[1];
