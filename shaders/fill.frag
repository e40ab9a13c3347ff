#version 120
// fill.frag -- one colour.
// Pairs with  fill.vert
// Uniforms    colour   red, green, blue, alpha, 0 to 1; straight alpha
// Out         the same, for blending by alpha

uniform vec4 colour;

void main() {
    gl_FragColor = colour;
}
