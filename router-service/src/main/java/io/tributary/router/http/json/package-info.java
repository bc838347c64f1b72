/**
 * JSON documents of requests, read strictly: every violation is a problem that names its field.
 * Must not import Kafka or DJL.
 */
package io.tributary.router.http.json;
