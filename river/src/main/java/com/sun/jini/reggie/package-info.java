/**
 * Two classes of ours inside Reggie's package, because what they need is visible only there: a registrar that can be
 * stopped without losing its data, and a reader of registrations that unmarshals nothing. Reggie's own classes join them
 * when this artifact is shaded. Imports Reggie only.
 */
package com.sun.jini.reggie;
