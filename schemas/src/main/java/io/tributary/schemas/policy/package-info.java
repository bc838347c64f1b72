/**
 * Holds what people decide about clients, and finds which decision holds for whom. Pure; must not
 * import {@code codec}. Enter at {@link io.tributary.schemas.policy.ClientDecisions}.
 */
package io.tributary.schemas.policy;
