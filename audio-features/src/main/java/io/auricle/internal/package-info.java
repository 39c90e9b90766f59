/** What the packages of this module share and no user needs to name. Not exported. */
package io.auricle.internal;
