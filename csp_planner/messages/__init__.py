"""Every phrase and sentence a person reads, made from codes and arguments, in French and in English."""
