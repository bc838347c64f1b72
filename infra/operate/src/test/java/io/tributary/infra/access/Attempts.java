package io.tributary.infra.access;

import io.tributary.schemas.settings.FederationConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a user tries on a broker, and whether the broker lets it: any end but done or refused fails.
 */
final class Attempts implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] BYTES = {7};

  private final FederationConnection connection;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Admin admin;

  Attempts(FederationConnection connection) {
    this.connection = connection;
    Map<String, Object> writing = connection.clientSettings();
    // An idempotent producer would ask for the right to write anywhere at all first.
    writing.put("enable.idempotence", false);
    producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            connection.clientSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    admin = Admin.create(connection.clientSettings());
  }

  boolean writes(String topic) {
    try {
      producer
          .send(new ProducerRecord<>(topic, 0, BYTES, BYTES))
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      return refusedBy(e.getCause());
    } catch (AuthorizationException e) {
      return false;
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("writing to " + topic, e);
    }
  }

  /** The topic must hold a record. */
  boolean reads(String topic) {
    var partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    try {
      consumer.seekToBeginning(List.of(partition));
      if (consumer.poll(PATIENCE).isEmpty()) {
        throw new AssertionError(topic + " gave neither a record nor a refusal");
      }
      return true;
    } catch (AuthorizationException e) {
      return false;
    }
  }

  boolean transactsAs(String transactionalId) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put("transactional.id", transactionalId);
    try (var transactional =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      transactional.initTransactions();
      return true;
    } catch (AuthorizationException e) {
      return false;
    }
  }

  /** Looks up, as a member would, where a group's members left off. */
  boolean joins(String group, String topic) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put("group.id", group);
    var partition = new TopicPartition(topic, 0);
    try (var member =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      member.committed(Set.of(partition), PATIENCE);
      member.subscribe(List.of(topic));
      member.poll(Duration.ZERO);
      return true;
    } catch (AuthorizationException e) {
      return false;
    }
  }

  boolean does(Function<Admin, KafkaFuture<?>> administration) {
    try {
      administration.apply(admin).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      return refusedBy(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("administration", e);
    }
  }

  private static boolean refusedBy(Throwable cause) {
    if (cause instanceof AuthorizationException) {
      return false;
    }
    throw new AssertionError("neither done nor refused", cause);
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    consumer.close();
    admin.close();
  }
}
