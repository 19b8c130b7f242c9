// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import software.amazon.awssdk.core.document.Document;

/** A value in a request or a response that counts how often it is read. */
final class CountedDocument {

  private final AtomicInteger reads = new AtomicInteger();
  private final IntConsumer onRead;
  private final Document document =
      (Document)
          Proxy.newProxyInstance(
              Document.class.getClassLoader(),
              new Class<?>[] {Document.class},
              (proxy, method, arguments) -> {
                if (method.getDeclaringClass() == Document.class) {
                  countRead();
                }
                try {
                  return method.invoke(Document.fromString("counted"), arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });

  CountedDocument() {
    this(count -> {});
  }

  /**
   * @param onRead is told how often it has been read, and may throw
   */
  CountedDocument(IntConsumer onRead) {
    this.onRead = onRead;
  }

  private void countRead() {
    onRead.accept(reads.incrementAndGet());
  }

  Document document() {
    return document;
  }

  int reads() {
    return reads.get();
  }
}
