package io.tributary.infra.crash.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatedCallsTest {
  private final List<String> passed = Collections.synchronizedList(new ArrayList<>());
  private ServerSocket parent;

  @BeforeEach
  void open() throws Exception {
    parent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread keeper = new Thread(this::letPass, "keeper");
    keeper.setDaemon(true);
    keeper.start();
  }

  @AfterEach
  void close() throws Exception {
    parent.close();
  }

  private void letPass() {
    try (Socket child = parent.accept();
        var lines =
            new BufferedReader(
                new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        passed.add(line);
        child.getOutputStream().write("go\n".getBytes(StandardCharsets.UTF_8));
      }
    } catch (java.io.IOException e) {
      passed.add("broke: " + e);
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void everyStepOfATransactionAsksBeforeAndAfter() {
    var mock = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    Producer<byte[], byte[]> producer =
        GatedCalls.around(Producer.class, mock, "producer", StepBarrier.at(parent.getLocalPort()));

    producer.initTransactions();
    producer.beginTransaction();
    var unused = producer.send(new ProducerRecord<>("demo.ledger", new byte[] {1}));
    producer.commitTransaction();

    assertThat(passed)
        .containsExactly(
            "before initTransactions",
            "after initTransactions",
            "before beginTransaction",
            "after beginTransaction",
            "before send demo.ledger",
            "after send demo.ledger",
            "before commitTransaction",
            "after commitTransaction");
    assertThat(mock.history()).hasSize(1);
  }

  @Test
  @SuppressWarnings("unchecked")
  void aClientsOwnErrorStaysWhatItIs() {
    var mock = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    Producer<byte[], byte[]> producer =
        GatedCalls.around(Producer.class, mock, "producer", StepBarrier.at(parent.getLocalPort()));

    assertThatThrownBy(producer::beginTransaction).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @SuppressWarnings("unchecked")
  void onlyPollsThatBroughtRecordsAreSteps() {
    var partition = new TopicPartition("demo.updates", 0);
    var mock = new MockConsumer<byte[], byte[]>("earliest");
    mock.assign(List.of(partition));
    mock.updateBeginningOffsets(Map.of(partition, 0L));
    Consumer<byte[], byte[]> consumer =
        GatedCalls.around(Consumer.class, mock, "input", StepBarrier.at(parent.getLocalPort()));

    assertThat(consumer.poll(Duration.ZERO)).isEmpty();
    mock.addRecord(new ConsumerRecord<>("demo.updates", 0, 0, new byte[0], new byte[0]));
    assertThat(consumer.poll(Duration.ZERO)).hasSize(1);

    assertThat(passed).containsExactly("after input poll=1");
  }
}
