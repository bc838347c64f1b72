package io.tributary.infra.crash.gate;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Passes every call on to a Kafka client, and every step between which a crash could come through
 * the gate: before and after each.
 *
 * @param client a producer or consumer
 * @param role of the client, part of a poll's name
 * @param gate to the parent
 */
record GatedCalls(Object client, String role, StepBarrier gate) implements InvocationHandler {
  private static final Set<String> STEPS =
      Set.of(
          "initTransactions",
          "beginTransaction",
          "sendOffsetsToTransaction",
          "flush",
          "commitTransaction",
          "abortTransaction");

  /** Returns the client behind its interface, with a gate. */
  static <T> T around(Class<T> type, T client, String role, StepBarrier stepBarrier) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            new GatedCalls(client, role, stepBarrier)));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
    String name = method.getName();
    if (name.equals("poll")) {
      return poll(method, args);
    }
    if (name.equals("send")) {
      return step("send " + ((ProducerRecord<?, ?>) args[0]).topic(), method, args);
    }
    return STEPS.contains(name) ? step(name, method, args) : call(method, args);
  }

  private Object step(String name, Method method, Object[] args) throws Throwable {
    gate.pass("before " + name);
    Object result = call(method, args);
    gate.pass("after " + name);
    return result;
  }

  /**
   * Polls. Only polls that returned records are steps; the number of records shows what is done
   * again.
   */
  private Object poll(Method method, Object[] args) throws Throwable {
    var records = (ConsumerRecords<?, ?>) call(method, args);
    if (!records.isEmpty()) {
      gate.pass("after " + role + " poll=" + records.count());
    }
    return records;
  }

  private Object call(Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(client, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
