/**
 * Poisoning clients: they keep to the rules of the records and lie in the values. Each kind trains
 * beside honest clients in a local run of its own, compared with an undisturbed one. Enter at
 * {@link io.tributary.infra.attack.poison.PoisonCampaign}.
 */
package io.tributary.infra.attack.poison;
