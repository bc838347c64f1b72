/**
 * Runs the router, which follows the compacted topics, decides which adapter serves a text, and
 * answers with it.
 *
 * <p>Enter at {@link io.tributary.router.RouterApp}; {@link io.tributary.router.RouterCommand} is
 * its command line. It must not import another application.
 */
package io.tributary.router;
