// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.testing.contract.FaultInjection;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** The values that an application gives to a tracer. They work, but for one place. */
record ForeignValues(FaultInjection faults) {

  /** Where telemetry calls code of the application. */
  enum Place {
    LAZY_VALUE,
    TO_STRING,
    MAP,
    LIST,
    EXCEPTION_MESSAGE,
    EXCEPTION_CAUSE,
    STACK_TRACE,
    COMPLETION_STAGE,
    RESULT_CALLBACK,
    ABANDONMENT_CALLBACK,
    BLOB_UPLOADER
  }

  Object text() {
    return new Object() {
      @Override
      public String toString() {
        return faults.run(Place.TO_STRING, () -> "text");
      }
    };
  }

  Map<String, Object> map() {
    return new AbstractMap<>() {
      @Override
      public Set<Entry<String, Object>> entrySet() {
        return faults.run(Place.MAP, () -> Map.of("key", text()).entrySet());
      }
    };
  }

  <E> List<E> list(List<E> elements) {
    return new AbstractList<>() {
      @Override
      public E get(int index) {
        return faults.run(Place.LIST, () -> elements.get(index));
      }

      @Override
      public int size() {
        return elements.size();
      }
    };
  }

  RuntimeException exception() {
    return new RuntimeException() {
      private static final long serialVersionUID = 1L;

      @Override
      public String getMessage() {
        return faults.run(Place.EXCEPTION_MESSAGE, () -> "message");
      }

      @Override
      public synchronized Throwable getCause() {
        return faults.run(Place.EXCEPTION_CAUSE, () -> null);
      }

      @Override
      public void printStackTrace(java.io.PrintWriter writer) {
        faults.run(Place.STACK_TRACE, () -> super.printStackTrace(writer));
      }
    };
  }

  CompletableFuture<String> future() {
    CompletableFuture<String> future =
        new CompletableFuture<>() {
          @Override
          public CompletableFuture<String> whenComplete(
              BiConsumer<? super String, ? super Throwable> action) {
            return faults.run(Place.COMPLETION_STAGE, () -> super.whenComplete(action));
          }
        };
    future.complete("result");
    return future;
  }

  BlobUploader uploader() {
    return blob -> faults.run(Place.BLOB_UPLOADER, () -> "https://blobs.example/1");
  }
}
