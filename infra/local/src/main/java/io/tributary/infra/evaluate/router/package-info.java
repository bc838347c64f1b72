/**
 * Labelled questions, asked through the router's {@code POST /v1/predict}. Enter at {@link
 * io.tributary.infra.evaluate.router.RouterClient}. Must not import Kafka or DJL.
 */
package io.tributary.infra.evaluate.router;
