// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.api.door.Interceptor;
import io.openinference.instrumentation.api.door.Route;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;

/** Traces the calls of one LangChain4j type, see {@link TracedType}. */
interface PartInterceptor extends Interceptor<Tracing> {

  /** Decides how a proxy handles a default method that the delegate does not override. */
  default Route<Tracing> inheritedDefault(Method method) {
    // These default methods only throw, with the delegate's class name in the message.
    boolean isUnsupported =
        method.getName().startsWith("do")
            || CompletionStage.class.isAssignableFrom(method.getReturnType());
    return isUnsupported ? Route.pass() : Route.funnel(this);
  }
}
