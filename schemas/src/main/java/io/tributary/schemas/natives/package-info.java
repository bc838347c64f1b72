/**
 * Chooses where this process unpacks the native libraries of its jars: a folder of its own that
 * other users of the machine can neither prepare nor change, on a file system that lets programs
 * run. {@code /tmp} may lack both properties.
 *
 * <p>Enter at {@link io.tributary.schemas.natives.NativeFolder}. Imports the JDK, files, settings
 * and a logger only.
 */
package io.tributary.schemas.natives;
