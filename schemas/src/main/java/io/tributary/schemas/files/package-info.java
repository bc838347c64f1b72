/**
 * Files that hold what a party's text could be told from, and so are nobody else's to read: made
 * with that mode from the start, replaced as a whole.
 *
 * <p>Enter at {@link io.tributary.schemas.files.PrivateFolder}, which a program opens its state
 * with, and at {@link io.tributary.schemas.files.PrivateFiles}, which writes what lies in it.
 * Imports the JDK, settings and, in {@code PrivateFolder} alone, a logger.
 */
package io.tributary.schemas.files;
