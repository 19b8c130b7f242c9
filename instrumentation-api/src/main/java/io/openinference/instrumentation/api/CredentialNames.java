// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The table of names that say what a field of a body holds.
 *
 * <p>A name is compared without its case and without {@code _}, {@code -}, {@code .} and spaces:
 * {@code apiKey}, {@code API_KEY} and {@code api-key} are one name.
 */
final class CredentialNames {

  /** A name that ends with one of these holds a credential. */
  private static final List<String> CREDENTIAL_ENDS =
      List.of(
          "authorization",
          "authentication",
          "auth",
          "apikey",
          "apikeys",
          "apisecretkey",
          "accesskey",
          "accesskeyid",
          "accountkey",
          "adminkey",
          "authkey",
          "clientkey",
          "consumerkey",
          "encryptionkey",
          "functionkey",
          "functionskey",
          "licensekey",
          "masterkey",
          "privatekey",
          "secretkey",
          "servicekey",
          "sharedkey",
          "signingkey",
          "sshkey",
          "storagekey",
          "subscriptionkey",
          "accesstokens",
          "apitokens",
          "authtokens",
          "bearertokens",
          "refreshtokens",
          "secret",
          "secrets",
          "secretvalue",
          "password",
          "passwords",
          "passwd",
          "passphrase",
          "passcode",
          "pwd",
          "credential",
          "credentials",
          "creds",
          "connectionstring",
          "connectionstrings",
          "cookie",
          "cookies",
          "bearer",
          "jwt");

  /** A name that ends with {@code token} holds a credential, unless it ends with one of these. */
  private static final List<String> HARMLESS_TOKENS =
      List.of(
          "pagetoken",
          "nexttoken",
          "continuationtoken",
          "cursortoken",
          "synctoken",
          "eostoken",
          "bostoken",
          "padtoken",
          "unktoken",
          "clstoken",
          "septoken",
          "masktoken",
          "stoptoken",
          "starttoken",
          "begintoken",
          "endtoken",
          "specialtoken",
          "texttoken",
          "imagetoken",
          "audiotoken",
          "videotoken",
          "thinkingtoken",
          "reasoningtoken",
          "maxtoken",
          "mintoken",
          "pertoken");

  /** Names that hold credentials in the query of a URL, where no other field has them. */
  private static final Set<String> QUERY_CREDENTIALS =
      Set.of(
          "key",
          "keys",
          "code",
          "sig",
          "signature",
          "xamzsignature",
          "xgoogsignature",
          "sas",
          "pass",
          "hmac",
          "ticket",
          "session",
          "sessionid");

  /** The link is what a reader of a message needs, so these addresses stay inside of messages. */
  private static final Set<String> MEDIA_ADDRESSES =
      Set.of("url", "uri", "imageurl", "fileurl", "fileuri", "audiourl", "videourl");

  /** Names are the user's in places such as metadata, so that their number has no bound. */
  private static final int MAX_CACHED = 4096;

  private static final int MAX_CACHED_LENGTH = 64;

  private static final Map<String, Kind> KINDS = new ConcurrentHashMap<>();

  /** What a name says about a value. */
  enum Kind {
    /** Nothing. */
    PLAIN,
    /** The value, or each text inside of it, is a credential. */
    CREDENTIAL,
    /** A credential, unless the object is a log probability, which has such a field. */
    TOKEN,
    /** An object of HTTP headers or environment variables, whose values are credentials. */
    HEADERS,
    /** An object of query parameters. */
    QUERY,
    /** The address of a service. */
    ADDRESS,
    /** The address of an image, a file or a source. */
    MEDIA_ADDRESS,
    /** The value that a field beside it names. */
    VALUE
  }

  static Kind kindOf(String name) {
    if (name.length() > MAX_CACHED_LENGTH) {
      return kindOfNormal(normal(name));
    }
    Kind cached = KINDS.get(name);
    if (cached != null) {
      return cached;
    }
    Kind kind = kindOfNormal(normal(name));
    if (KINDS.size() < MAX_CACHED) {
      KINDS.put(name, kind);
    }
    return kind;
  }

  private static Kind kindOfNormal(String name) {
    if (name.equals("token")) {
      return Kind.TOKEN;
    }
    if (isCredential(name)) {
      return Kind.CREDENTIAL;
    }
    if (name.endsWith("headers") || name.equals("env")) {
      return Kind.HEADERS;
    }
    if (MEDIA_ADDRESSES.contains(name)) {
      return Kind.MEDIA_ADDRESS;
    }
    if (name.endsWith("url") || name.endsWith("uri") || name.endsWith("endpoint")) {
      return Kind.ADDRESS;
    }
    if (name.endsWith("query") || name.endsWith("queryparams")) {
      return Kind.QUERY;
    }
    return name.equals("value") ? Kind.VALUE : Kind.PLAIN;
  }

  private static boolean isCredential(String name) {
    return endsWithAny(name, CREDENTIAL_ENDS)
        || (name.endsWith("token") && !endsWithAny(name, HARMLESS_TOKENS));
  }

  /** Tells whether a parameter in the query of a URL holds a credential. */
  static boolean isQueryCredential(String name) {
    Kind kind = kindOf(name);
    return kind == Kind.CREDENTIAL
        || kind == Kind.TOKEN
        || QUERY_CREDENTIALS.contains(normal(name));
  }

  private static boolean endsWithAny(String name, List<String> ends) {
    for (String end : ends) {
      if (name.endsWith(end)) {
        return true;
      }
    }
    return false;
  }

  private static String normal(String name) {
    StringBuilder normal = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_' && c != '-' && c != '.' && c != ' ') {
        normal.append(Character.toLowerCase(c));
      }
    }
    return normal.toString();
  }

  private CredentialNames() {}
}
