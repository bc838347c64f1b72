package io.tributary.testkit;

/** A started broker, however it runs. */
interface RunningBroker extends AutoCloseable {

  String bootstrapServers();

  @Override
  void close();
}
