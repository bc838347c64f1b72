/**
 * The state directory of a local run: whose it is, what it was begun with, and where its federation
 * answers. Enter at {@link io.tributary.infra.local.state.LocalRunMarker}.
 */
package io.tributary.infra.local.state;
