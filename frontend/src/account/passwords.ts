/** The server's rule: length is what counts. */
export const passwordIsLongEnough = (password: string): boolean => password.length >= 8 && password.length <= 128;
