#version 120
// raster.vert -- places the relief on the screen.
// Drawn by    paint/, one call per scene::ReliefItem.   Pairs with raster.frag (tint and light)
// Per vertex  gl_Vertex.xy          map metres from an origin near the middle of the view
//             gl_MultiTexCoord0.xy  place in the texture, 0 to 1, from its first row (the northern edge) down
// Uniforms    to_clip               clip = metres * to_clip.xy + to_clip.zw
// Out         place                 the texture coordinate

uniform vec4 to_clip;

varying vec2 place;

void main() {
    place = gl_MultiTexCoord0.xy;
    gl_Position = vec4(gl_Vertex.xy * to_clip.xy + to_clip.zw, 0.0, 1.0);
}
