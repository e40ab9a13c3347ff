#version 120
// fill.vert -- places the triangles of a polygon mesh on the screen.
// Drawn by    paint/, one call per scene::FillItem.   Pairs with fill.frag (one colour)
// Per vertex  gl_Vertex.xy     map metres from the mesh's origin (small numbers, so float is exact enough)
// Uniforms    to_clip          clip = metres * to_clip.xy + to_clip.zw

uniform vec4 to_clip;

void main() {
    gl_Position = vec4(gl_Vertex.xy * to_clip.xy + to_clip.zw, 0.0, 1.0);
}
