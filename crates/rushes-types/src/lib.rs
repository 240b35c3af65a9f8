//! Every archetype, component and datatype, declared once, with run-time reflection.
