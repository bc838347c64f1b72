/**
 * The back end of every program's log: Logback on standard error, as lines of text or of JSON, with
 * levels that can be changed while the program runs.
 *
 * <p>Enter at {@link io.tributary.logging.LogConfigurator}, which Logback finds by its service
 * loader, so that no file is searched or parsed; {@link io.tributary.logging.LogLevels} changes
 * levels at run time. Must not import anything of ours.
 */
package io.tributary.logging;
