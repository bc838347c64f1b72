/**
 * Defines how programs log: the keys of values, and a bound on what strangers can cause to be
 * logged.
 *
 * <p>Enter at {@link io.tributary.schemas.log.LogKeys}. Imports the JDK and SLF4J only.
 */
package io.tributary.schemas.log;
