/**
 * Writes the files from which a party's text could be inferred, so that no other user can read
 * them: they have that mode from the start, and are replaced as a whole.
 *
 * <p>Enter at {@link io.tributary.schemas.files.PrivateFolder}, which a program opens its state
 * with, and at {@link io.tributary.schemas.files.PrivateFiles}, which writes what lies in it.
 * Imports the JDK, settings and a logger only.
 */
package io.tributary.schemas.files;
